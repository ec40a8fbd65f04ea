name = "from values"
