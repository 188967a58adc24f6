"""One module a version of the library's form, never changed once it was released."""
