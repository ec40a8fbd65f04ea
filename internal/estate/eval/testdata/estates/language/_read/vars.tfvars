name = "from tfvars"
list = [1, 2]
