# Relative paths start at the folder of the file that calls.
inputs = {
  file             = file("text.txt")
  filebase64       = filebase64("text.txt")
  filebase64sha256 = filebase64sha256("text.txt")
  filebase64sha512 = filebase64sha512("text.txt")
  fileexists       = [fileexists("text.txt"), fileexists("missing.txt")]
  filemd5          = filemd5("text.txt")
  filesha1         = filesha1("text.txt")
  filesha256       = filesha256("text.txt")
  filesha512       = filesha512("${get_terragrunt_dir()}/text.txt")
  fileset          = [fileset(".", "*.txt"), fileset("${get_terragrunt_dir()}/..", "**/*.{txt,tftpl}"), fileset("missing", "*")]
  templatefile     = templatefile("page.tftpl", { title = "x", items = { a = 1, b = 2 } })
  value            = templatefile("value.tftpl", { n = 5 })
  abspath          = basename(abspath("."))
}
