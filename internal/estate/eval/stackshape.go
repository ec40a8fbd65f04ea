package eval

// StackFile is the name of stack files.
const StackFile = "terragrunt.stack.hcl"

const (
	stackFile       = StackFile
	autoIncludeOver = "terragrunt.autoinclude.stack.hcl" // laid over a stack file
)

// componentShape is a `unit` or `stack` block of a stack file; its `autoinclude`
// holds what is laid over the component.
func componentShape(auto *shape) *shape {
	s := labelled(map[string]bool{"source": required, "path": required, "values": optional, "no_dot_terragrunt_stack": optional,
		"no_validation": optional, "update_source_with_cas": optional, "mutable": optional})
	s.blocks = map[string]*shape{}
	if auto != nil {
		s.blocks["autoinclude"] = one(auto)
	}
	return s
}

// stackShape is the top of a stack file
// (docs.terragrunt.com/reference/hcl/blocks#unit, #stack and #autoinclude).
var stackShape = &shape{blocks: map[string]*shape{
	"locals":  one(&shape{open: true}),
	"include": labelled(map[string]bool{"path": required}),
	"unit":    componentShape(overUnit()),
	"stack":   componentShape(overStack()),
}}

// overUnit is what an autoinclude of a unit may hold: all that a unit may, but
// locals.
func overUnit() *shape {
	s := &shape{attrs: unitShape.attrs, blocks: map[string]*shape{}}
	for name, b := range unitShape.blocks {
		if name != "locals" {
			s.blocks[name] = b
		}
	}
	return s
}

// overStack is what an autoinclude of a stack may hold: units and stacks, which
// may have one themselves.
func overStack() *shape {
	return &shape{blocks: map[string]*shape{"unit": componentShape(overUnit()), "stack": componentShape(nil)}}
}
