"""docxtpl and python-pptx: templates with tags where readers differ, filled for each of them.

The folder holds `NAME.docx` with tags and `NAME.pptx`, and `values.json`: for each reader and file
the words of the tags, or for a deck the words of its runs by their number and its charts' values.
"""

import json
import sys
import time
from pathlib import Path

from deck_runs import runs_of, shapes_in
from docxtpl import DocxTemplate
from pptx import Presentation
from pptx.chart.data import CategoryChartData

folder = Path(sys.argv[1])
values = json.loads((folder / "values.json").read_text(encoding="utf-8"))
ring = [folder / f"ring{n}" for n in range(8)]
for place in ring:
    place.mkdir(exist_ok=True)


def charts_of(deck):
    for slide in deck.slides:
        for shape in shapes_in(slide.shapes):
            if shape.has_chart:
                yield shape.chart


def fill(number, reader):
    for name, words in reader.items():
        target = str(ring[number % len(ring)] / name)
        if name.endswith(".docx"):
            template = DocxTemplate(str(folder / name))
            template.render({"v": words}, autoescape=True)
            template.save(target)
            continue
        deck = Presentation(str(folder / name))
        runs = list(runs_of(deck))
        for place, text in words:
            runs[place].text = text
        for chart in charts_of(deck):
            plot = chart.plots[0]
            data = CategoryChartData()
            data.categories = list(plot.categories)
            for series in plot.series:
                data.add_series(series.name, list(series.values))
            chart.replace_data(data)
        deck.save(target)


fill(0, values[0])
begun = time.process_time()
for number, reader in enumerate(values):
    fill(number, reader)
print(json.dumps({"seconds": time.process_time() - begun}))
