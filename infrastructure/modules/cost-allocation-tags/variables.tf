variable "tag_keys" {
  description = "Tags by which costs are added up."
  type        = set(string)

  validation {
    condition     = alltrue([for key in var.tag_keys : length(key) >= 1 && length(key) <= 128 && !startswith(lower(key), "aws:")])
    error_message = "A tag's key has 1 to 128 characters and does not start with aws:, which AWS keeps to itself."
  }
}
