import boto3


def handler(events, context):
    """Leads requests to the secondary region, and none to the primary one until somebody says so."""
    accelerator = boto3.client("globalaccelerator", region_name="us-west-2")  # where its API stands, and nowhere else
    for group, percent in ((events["on"], 100.0), (events["off"], 0.0)):
        accelerator.update_endpoint_group(EndpointGroupArn=group, TrafficDialPercentage=percent)
    return {"result": "the accelerator leads to the secondary region"}
