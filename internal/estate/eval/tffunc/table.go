// Package tffunc holds the functions of Terraform's language as Terragrunt 1.1
// offers them: those of Terraform 0.15, none newer. What is not in go-cty's
// library is written here after Terraform's documentation
// (developer.hashicorp.com/terraform/language/functions).
//
// Functions that answer differently each time (uuid, timestamp, bcrypt) give
// unknown values.
package tffunc

import (
	"maps"

	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Entry is one function and where its implementation comes from.
type Entry struct {
	Name   string
	Source string // cty: go-cty's library; hcl; yaml: go-cty-yaml; cidr: go-cidr; own; unknown
	fn     function.Function
}

// Table lists the functions that need no file.
func Table() []Entry { return append([]Entry{}, table...) }

// Pure gives the functions that need no file, by name.
func Pure() map[string]function.Function { return maps.Clone(pure) }

var pure = func() map[string]function.Function {
	out := make(map[string]function.Function, len(table))
	for _, e := range table {
		out[e.Name] = e.fn
	}
	return out
}()

var table = []Entry{
	{"abs", "cty", stdlib.AbsoluteFunc},
	{"abspath", "own", abspath},
	{"alltrue", "own", allTrue},
	{"anytrue", "own", anyTrue},
	{"base64decode", "own", base64Decode},
	{"base64encode", "own", base64Encode},
	{"base64gzip", "own", base64Gzip},
	{"base64sha256", "own", hashes["base64sha256"].text()},
	{"base64sha512", "own", hashes["base64sha512"].text()},
	{"basename", "own", basename},
	{"bcrypt", "unknown", Unknown(cty.String)},
	{"can", "hcl", tryfunc.CanFunc},
	{"ceil", "cty", stdlib.CeilFunc},
	{"chomp", "cty", stdlib.ChompFunc},
	{"chunklist", "cty", stdlib.ChunklistFunc},
	{"cidrhost", "cidr", cidrHost},
	{"cidrnetmask", "own", cidrNetmask},
	{"cidrsubnet", "cidr", cidrSubnet},
	{"cidrsubnets", "cidr", cidrSubnets},
	{"coalesce", "own", coalesce},
	{"coalescelist", "cty", stdlib.CoalesceListFunc},
	{"compact", "cty", stdlib.CompactFunc},
	{"concat", "cty", stdlib.ConcatFunc},
	{"contains", "cty", stdlib.ContainsFunc},
	{"csvdecode", "cty", stdlib.CSVDecodeFunc},
	{"dirname", "own", dirname},
	{"distinct", "cty", stdlib.DistinctFunc},
	{"element", "cty", stdlib.ElementFunc},
	{"flatten", "cty", stdlib.FlattenFunc},
	{"floor", "cty", stdlib.FloorFunc},
	{"format", "cty", stdlib.FormatFunc},
	{"formatdate", "cty", stdlib.FormatDateFunc},
	{"formatlist", "cty", stdlib.FormatListFunc},
	{"indent", "cty", stdlib.IndentFunc},
	{"index", "own", index},
	{"join", "cty", stdlib.JoinFunc},
	{"jsondecode", "cty", stdlib.JSONDecodeFunc},
	{"jsonencode", "cty", stdlib.JSONEncodeFunc},
	{"keys", "cty", stdlib.KeysFunc},
	{"length", "own", length},
	{"log", "cty", stdlib.LogFunc},
	{"lookup", "own", lookup},
	{"lower", "cty", stdlib.LowerFunc},
	{"matchkeys", "own", matchKeys},
	{"max", "cty", stdlib.MaxFunc},
	{"md5", "own", hashes["md5"].text()},
	{"merge", "cty", stdlib.MergeFunc},
	{"min", "cty", stdlib.MinFunc},
	{"nonsensitive", "own", nonsensitive},
	{"one", "own", one},
	{"parseint", "cty", stdlib.ParseIntFunc},
	{"pathexpand", "own", pathExpand},
	{"pow", "cty", stdlib.PowFunc},
	{"range", "cty", stdlib.RangeFunc},
	{"regex", "cty", stdlib.RegexFunc},
	{"regexall", "cty", stdlib.RegexAllFunc},
	{"replace", "own", replace},
	{"reverse", "cty", stdlib.ReverseListFunc},
	{"rsadecrypt", "unknown", Unknown(cty.String)},
	{"sensitive", "own", sensitive},
	{"setintersection", "cty", stdlib.SetIntersectionFunc},
	{"setproduct", "cty", stdlib.SetProductFunc},
	{"setsubtract", "cty", stdlib.SetSubtractFunc},
	{"setunion", "cty", stdlib.SetUnionFunc},
	{"sha1", "own", hashes["sha1"].text()},
	{"sha256", "own", hashes["sha256"].text()},
	{"sha512", "own", hashes["sha512"].text()},
	{"signum", "cty", stdlib.SignumFunc},
	{"slice", "cty", stdlib.SliceFunc},
	{"sort", "cty", stdlib.SortFunc},
	{"split", "cty", stdlib.SplitFunc},
	{"strrev", "cty", stdlib.ReverseFunc},
	{"substr", "cty", stdlib.SubstrFunc},
	{"sum", "own", sum},
	{"textdecodebase64", "own", textDecodeBase64},
	{"textencodebase64", "own", textEncodeBase64},
	{"timeadd", "cty", stdlib.TimeAddFunc},
	{"timestamp", "unknown", Unknown(cty.String)},
	{"title", "cty", stdlib.TitleFunc},
	{"tobool", "own", to(cty.Bool)},
	{"tolist", "own", to(cty.List(cty.DynamicPseudoType))},
	{"tomap", "own", to(cty.Map(cty.DynamicPseudoType))},
	{"tonumber", "own", to(cty.Number)},
	{"toset", "own", to(cty.Set(cty.DynamicPseudoType))},
	{"tostring", "own", to(cty.String)},
	{"transpose", "own", transpose},
	{"trim", "cty", stdlib.TrimFunc},
	{"trimprefix", "cty", stdlib.TrimPrefixFunc},
	{"trimspace", "cty", stdlib.TrimSpaceFunc},
	{"trimsuffix", "cty", stdlib.TrimSuffixFunc},
	{"try", "hcl", tryfunc.TryFunc},
	{"upper", "cty", stdlib.UpperFunc},
	{"urlencode", "own", urlEncode},
	{"uuid", "unknown", Unknown(cty.String)},
	{"uuidv5", "own", uuidV5},
	{"values", "cty", stdlib.ValuesFunc},
	{"yamldecode", "yaml", ctyyaml.YAMLDecodeFunc},
	{"yamlencode", "yaml", ctyyaml.YAMLEncodeFunc},
	{"zipmap", "cty", stdlib.ZipmapFunc},
}

// Unknown makes a function that takes anything and gives an unknown value.
func Unknown(t cty.Type) function.Function {
	return function.New(&function.Spec{
		VarParam: &function.Parameter{Name: "arguments", Type: cty.DynamicPseudoType, AllowNull: true, AllowUnknown: true, AllowDynamicType: true},
		Type:     function.StaticReturnType(t),
		Impl:     func([]cty.Value, cty.Type) (cty.Value, error) { return cty.UnknownVal(t), nil },
	})
}

// words makes a function of texts.
func words(n int, run func(a []string) (string, error)) function.Function {
	spec := &function.Spec{Type: function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			in := make([]string, len(args))
			for i, a := range args {
				in[i] = a.AsString()
			}
			out, err := run(in)
			return cty.StringVal(out), err
		}}
	for range n {
		spec.Params = append(spec.Params, function.Parameter{Name: "text", Type: cty.String})
	}
	return function.New(spec)
}
