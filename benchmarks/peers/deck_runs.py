"""The runs of a deck in their order, by python-pptx."""


def shapes_in(shapes):
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type == 6:
            yield from shapes_in(shape.shapes)
        else:
            yield shape


def runs_of(deck):
    for slide in deck.slides:
        frames = [one.text_frame for one in shapes_in(slide.shapes) if one.has_text_frame]
        if slide.has_notes_slide:
            frames.append(slide.notes_slide.notes_text_frame)
        for frame in frames:
            for paragraph in frame.paragraphs:
                yield from paragraph.runs
