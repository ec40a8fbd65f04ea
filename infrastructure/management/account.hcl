locals {
  id = "444455556666" # pays for the others, and lets people into them; nothing runs here
}
