"""Forms that come home: answers saved by the page on a phone, and Word files filled in."""
