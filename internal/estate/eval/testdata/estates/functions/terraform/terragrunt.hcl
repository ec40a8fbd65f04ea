# Every function of Terraform that Terragrunt offers and that gives the same
# answer each time, held against the real one.
inputs = {
  numbers = {
    abs      = [abs(-3), abs(2.5)]
    ceil     = ceil(1.2)
    floor    = floor(-1.2)
    log      = [log(16, 2), log(1, 10)]
    max      = max(1, 3, 2)
    min      = min([4, 2]...)
    parseint = [parseint("ff", 16), parseint("-101", 2)]
    pow      = pow(2, 10)
    signum   = [signum(-5), signum(0), signum(9)]
    sum      = sum([1, 2.5, 3])
  }
  texts = {
    chomp       = chomp("a\n\n")
    format      = format("%s %05d %t %v %#v %q", "a", 42, true, [1], { b = null }, "c\"")
    formatlist  = formatlist("%s-%s", ["a", "b"], "x")
    formatdate  = formatdate("DD MMM YYYY hh:mm ZZZ", "2024-01-02T03:04:05Z")
    indent      = indent(2, "a\nb")
    join        = join(", ", ["a", "b"])
    lower       = lower("ÄB")
    regex       = [regex("[a-z]+", "123abc"), regex("(?P<y>\\d+)-(?P<m>\\d+)", "2024-05")]
    regexall    = regexall("[a-z]", "1a2b")
    replace     = [replace("a.b.c", ".", "-"), replace("abc123", "/[0-9]+/", "<$0>"), replace("a/b", "/", "-"), replace("x", "", "-")]
    split       = [split(",", "a,b"), split(",", "")]
    strrev      = strrev("añb")
    substr      = [substr("hello", 1, 3), substr("hello", -3, -1)]
    title       = title("hello world")
    trim        = trim("!!a!!", "!")
    trimprefix  = trimprefix("hello", "he")
    trimsuffix  = trimsuffix("hello", "lo")
    trimspace   = trimspace("  a \n")
    upper       = upper("ß a")
    startswith  = [startswith("abc", "ab"), startswith("abc", "b")]
    endswith    = endswith("abc", "bc")
    strcontains = strcontains("abc", "b")
    timeadd     = timeadd("2024-01-02T03:04:05Z", "1h30m")
    timecmp     = [timecmp("2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"), timecmp("2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00")]
  }
  collections = {
    alltrue         = [alltrue([true, "true"]), alltrue([]), alltrue([true, false])]
    anytrue         = [anytrue([false, true]), anytrue([])]
    chunklist       = chunklist(["a", "b", "c"], 2)
    coalesce        = [coalesce("", "b"), coalesce(null, 0, 1), coalesce("", 5)]
    coalescelist    = coalescelist([], ["a"])
    compact         = compact(["a", "", "b"])
    concat          = concat(["a"], [1], [])
    contains        = contains(["a"], "a")
    distinct        = distinct(["a", "b", "a"])
    element         = [element(["a", "b"], 3), element(["a"], 0)]
    flatten         = flatten([["a", ["b"]], [], ["c"]])
    index           = index(["a", "b"], "b")
    keys            = keys({ b = 1, a = 2 })
    length          = [length("añ"), length([1, 2]), length({ a = 1 })]
    lookup          = [lookup({ a = 1 }, "a", 2), lookup({ a = "x" }, "b", "y"), lookup({ a = 1, b = "x" }, "b", 0)]
    matchkeys       = matchkeys(["i-1", "i-2", "i-3"], ["us", "eu", "us"], ["us"])
    merge           = merge({ a = 1 }, { b = 2, a = 3 }, null)
    one             = [one([]), one(["a"])]
    range           = [range(3), range(1, 7, 2), range(3, 0)]
    reverse         = reverse(["a", "b"])
    setintersection = setintersection(["a", "b"], ["b", "c"])
    setproduct      = setproduct(["a", "b"], [1, 2])
    setsubtract     = setsubtract(["a", "b"], ["a"])
    setunion        = setunion(["b"], ["a"])
    slice           = slice(["a", "b", "c"], 1, 3)
    sort            = sort(["b", "a"])
    transpose       = transpose({ a = ["1", "2"], b = ["2"] })
    values          = values({ b = 1, a = 2 })
    zipmap          = zipmap(["a", "b"], [1, 2])
  }
  conversions = {
    can      = [can(1 + 1), can(tonumber("x"))]
    try      = [try(tonumber("x"), "no"), try({ a = 1 }.b, { a = 1 }.a)]
    tobool   = [tobool("true"), tobool(null)]
    tolist   = tolist(["a", 1])
    tomap    = tomap({ a = 1, b = "x" })
    tonumber = tonumber("1.5")
    toset    = toset(["b", "a", "b"])
    tostring = [tostring(1), tostring(true), tostring(1.50)]
    hidden   = nonsensitive(sensitive("x"))
  }
  encodings = {
    base64decode     = base64decode("aGVsbG8=")
    base64encode     = base64encode("hello")
    base64gzip       = substr(base64gzip("hello"), 0, 4)
    csvdecode        = csvdecode("a,b\n1,2\n")
    jsondecode       = jsondecode("{\"a\": [1, null, true]}")
    jsonencode       = jsonencode({ b = [1, 2.5], a = "<x>&", n = null })
    textdecodebase64 = textdecodebase64("aABpAA==", "UTF-16LE")
    textencodebase64 = textencodebase64("hi", "UTF-16LE")
    urlencode        = urlencode("a b/ü&=")
    yamldecode       = yamldecode("a: 1\nb: [x, true, null]\n")
    yamlencode       = yamlencode({ b = [1, "x"], a = "yes", n = null })
  }
  hashes = {
    base64sha256 = base64sha256("a")
    base64sha512 = base64sha512("a")
    md5          = md5("a")
    sha1         = sha1("a")
    sha256       = sha256("a")
    sha512       = sha512("a")
    uuidv5       = [uuidv5("dns", "example.com"), uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x")]
  }
  networks = {
    cidrhost    = [cidrhost("10.12.112.0/20", 16), cidrhost("10.0.0.0/24", -1), cidrhost("fd00::/48", 34)]
    cidrnetmask = cidrnetmask("172.16.0.0/12")
    cidrsubnet  = [cidrsubnet("10.0.0.0/16", 8, 255), cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162), cidrsubnet("10.1.2.3/16", 4, 1)]
    cidrsubnets = [cidrsubnets("10.1.0.0/16", 4, 4, 8, 4), cidrsubnets("fd00::/48", 16, 8)]
  }
  paths = {
    basename = [basename("a/b.txt"), basename("/"), basename("")]
    dirname  = [dirname("a/b.txt"), dirname("/a"), dirname("a")]
  }
  errors = {
    for name, ok in {
      base64   = can(base64decode("!"))
      cidr     = can(cidrsubnet("10.0.0.0/30", 4, 0))
      cidr_bad = can(cidrhost("10.0.0.0/33", 1))
      many     = can(cidrsubnets("10.0.0.0/30", 1, 1, 1))
      coalesce = can(coalesce("", null))
      element  = can(element([], 0))
      index    = can(index(["a"], "b"))
      lookup   = can(lookup({ a = 1 }, "b"))
      one      = can(one([1, 2]))
      parse    = can(parseint("z", 10))
      sum      = can(sum([]))
      file     = can(file("missing.txt"))
      number   = can(tonumber("x"))
      zero     = can(cidrhost("010.0.0.0/8", 1))
      public   = can(nonsensitive("x"))
      regex    = can(regex("[a-z]", "1"))
      slice    = can(slice(["a"], 0, 2))
      list     = can(list("a"))
      template = can(templatefile("missing.tftpl", {}))
      strlen   = can(length(5))
      format   = can(format("%d", "x"))
      uuid     = can(uuidv5("nope", "x"))
    } : name => ok
  }
}
