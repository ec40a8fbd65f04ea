resource "aws_lb_listener" "http" {
  load_balancer_arn = var.load_balancer_arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }

  tags = merge(var.tags, { Name = "http" })
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = var.load_balancer_arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = var.certificate_arn
  ssl_policy        = var.ssl_policy

  # Browsers come by HTTPS for a year, and nobody needs to know who answers.
  routing_http_response_strict_transport_security_header_value = "max-age=31536000; includeSubDomains"
  routing_http_response_server_enabled                         = false

  default_action {
    type             = "forward"
    target_group_arn = var.default_target_group_arn
  }

  tags = merge(var.tags, { Name = "https" })

  # Between blue and green the listener belongs to CodeDeploy: an apply must not take traffic back to the old tasks.
  lifecycle {
    ignore_changes = [default_action]
  }
}
