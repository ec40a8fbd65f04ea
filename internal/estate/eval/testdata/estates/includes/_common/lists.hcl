terraform {
  include_in_copy = ["lists/*"]
  before_hook "both" {
    commands    = ["apply"]
    execute     = ["echo", "lists"]
    working_dir = get_terragrunt_dir()
    if          = true
  }
  after_hook "lists" {
    commands     = ["apply"]
    execute      = ["echo", "after"]
    run_on_error = true
  }
}

inputs = {
  tags   = { b = 2, nested = { y = [2], z = true } }
  list   = ["lists"]
  lists  = true
  common = basename(get_terragrunt_dir())
}

errors {
  retry "shared" {
    retryable_errors   = ["b"]
    max_attempts       = 2
    sleep_interval_sec = 3
  }
  ignore "some" {
    ignorable_errors = ["c"]
    message          = "ignored"
    signals          = { alert = false, name = "x" }
  }
}
