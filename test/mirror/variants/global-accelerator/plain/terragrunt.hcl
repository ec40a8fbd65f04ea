terraform {
  source = "tfr:///terraform-aws-modules/global-accelerator/aws?version=3.0.1"
}

inputs = {
  name      = "a"
  listeners = { one = { protocol = "TCP", port_ranges = [{ from_port = 80, to_port = 81 }], endpoint_groups = { eu = { endpoint_group_region = "eu-central-1", endpoint_configuration = [{ endpoint_id = "eipalloc-12345678" }, { weight = 1 }], port_override = [{ listener_port = 80, endpoint_port = 8080 }] } } }, two = { protocol = "UDP", port_ranges = [{ from_port = 53, to_port = 53 }] } }
}
