"""What PPTX and DOCX share: the zip container, XML text, relations, native charts."""
