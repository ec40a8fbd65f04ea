import boto3


def handler(events, context):
    """Raises the least number of tasks in the secondary region, so that it can carry what both carried."""
    scaling = boto3.client("application-autoscaling", region_name=events["region"])
    resource = f"service/{events['cluster']}/{events['service']}"
    where = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount"}
    found = scaling.describe_scalable_targets(ResourceIds=[resource], **where)["ScalableTargets"]
    if not found:
        raise LookupError(f"{resource} does not scale: raise its count by hand")
    tasks = int(events["tasks"])
    least, most = found[0]["MinCapacity"], found[0]["MaxCapacity"]
    scaling.register_scalable_target(ResourceId=resource, MinCapacity=max(least, tasks), MaxCapacity=max(most, tasks), **where)
    return {"result": f"{max(least, tasks)} tasks at least"}
