package synth

import (
	"github.com/zclconf/go-cty/cty"
)

// managedCapacity is what a managed rule group costs, in capacity units.
// Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
var managedCapacity = map[string]int64{
	"AWSManagedRulesCommonRuleSet": 700, "AWSManagedRulesAdminProtectionRuleSet": 100,
	"AWSManagedRulesKnownBadInputsRuleSet": 200, "AWSManagedRulesSQLiRuleSet": 200,
	"AWSManagedRulesLinuxRuleSet": 200, "AWSManagedRulesUnixRuleSet": 100,
	"AWSManagedRulesWindowsRuleSet": 200, "AWSManagedRulesPHPRuleSet": 100,
	"AWSManagedRulesWordPressRuleSet": 100, "AWSManagedRulesAmazonIpReputationList": 25,
	"AWSManagedRulesAnonymousIpList": 50, "AWSManagedRulesBotControlRuleSet": 50,
	"AWSManagedRulesATPRuleSet": 50, "AWSManagedRulesACFPRuleSet": 50, "AWSManagedRulesAntiDDoSRuleSet": 50,
}

// statementCapacity is the base cost of a statement; text transformations cost
// ten more each.
// Source: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html
var statementCapacity = map[string]int64{
	"byte_match_statement": 2, "geo_match_statement": 1, "ip_set_reference_statement": 1, "label_match_statement": 1,
	"rate_based_statement": 2, "regex_match_statement": 3, "regex_pattern_set_reference_statement": 25,
	"size_constraint_statement": 1, "sqli_match_statement": 20, "xss_match_statement": 40,
}

// wafCapacity adds up what the rules of a web ACL cost.
func wafCapacity(f *filling, _ spot) (cty.Value, bool) {
	return cty.NumberIntVal(capacity(f.get("rule"), f)), true
}

func capacity(v cty.Value, f *filling) int64 {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return 0
	}
	t := v.Type()
	var sum int64
	if !t.IsObjectType() {
		if !v.CanIterateElements() {
			return 0
		}
		for it := v.ElementIterator(); it.Next(); {
			_, x := it.Element()
			sum += capacity(x, f)
		}
		return sum
	}
	for name := range t.AttributeTypes() {
		x := v.GetAttr(name)
		if x.IsNull() || !x.IsKnown() || !x.CanIterateElements() || x.Type().IsCollectionType() && x.LengthInt() == 0 {
			continue
		}
		switch name {
		case "managed_rule_group_statement":
			cost, ok := managedCapacity[text(child(head(x), "name"))]
			if !ok {
				cost = 100
			}
			sum += cost
			if inner := child(head(x), "scope_down_statement"); inner != cty.NilVal {
				sum += capacity(inner, f)
			}
		case "rule_group_reference_statement":
			group := f.find("aws_wafv2_rule_group", "arn", text(child(head(x), "arn")))
			sum += number(child(group, "capacity"))
		case "text_transformation":
			sum += 10 * int64(x.LengthInt())
		default:
			sum += statementCapacity[name] + capacity(x, f)
		}
	}
	return sum
}

func number(v cty.Value) int64 {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || v.Type() != cty.Number {
		return 0
	}
	n, _ := v.AsBigFloat().Int64()
	return n
}
