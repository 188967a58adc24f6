"""The pieces of which a report for Word is put together (WordprocessingML, ECMA-376 part 1)."""
