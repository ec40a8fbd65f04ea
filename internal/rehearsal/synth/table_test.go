package synth

import (
	"errors"
	"strings"
	"testing"
)

func TestTablesParse(t *testing.T) {
	t.Parallel()
	if _, err := parseTables(func(name string) ([]byte, error) { return files.ReadFile("tables/" + name) }); err != nil {
		t.Fatal(err)
	}
}

func TestFaultsInTablesNameTheirLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, text, want string }{
		{"ids.txt", "aws_vpc | vpc-{hex17}\n\naws_subnet", `ids.txt:3: want type | id | arn`},
		{"ids.txt", "aws_vpc | vpc-{hex17} | x\naws_vpc | v", `ids.txt:2: aws_vpc.id has a line already`},
		{"ids.txt", "aws_vpc | vpc-{hex17", `ids.txt:1: a brace is not closed`},
		{"ids.txt", "aws_vpc | {Hex17}", `ids.txt:1: {Hex17} is neither an attribute nor a known word`},
		{"ids.txt", "aws_vpc | {arn:upto /}", `ids.txt:1: "upto" in {arn:upto /} is not a known way to cut`},
		{"attributes.txt", "# c\naws_vpc.x when y | z", `attributes.txt:2: condition "y" is not name=value`},
		{"attributes.txt", "aws_vpc.x | @nothing", `attributes.txt:1: there is no derivation "nothing"`},
		{"attributes.txt", "aws_vpc.x | a\naws_vpc.x when y=z | b", `attributes.txt:2: aws_vpc.x is never reached`},
		{"attributes.txt", "aws_vpc | a", `attributes.txt:1: "aws_vpc" is not type.attribute`},
		{"nouns.txt", "x", `nouns.txt:1: want name | value`},
		{"regions.txt", "eu-central-1 | zones", `regions.txt:1: "zones" is not column=value`},
		{"likes.txt", "a | b | c", `likes.txt:1: "c" is not theirs=ours`},
	} {
		t.Run(c.want, func(t *testing.T) {
			t.Parallel()
			_, err := parseTables(func(name string) ([]byte, error) {
				if name == c.file {
					return []byte(c.text), nil
				}
				return nil, nil
			})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestTableThatCannotBeRead(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	if _, err := parseTables(func(string) ([]byte, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

func FuzzTables(f *testing.F) {
	f.Add("aws_vpc.id when a=b, c!=d | {hex17}-{a|.b:after x}")
	f.Add("a.b live | [x, {y}]")
	f.Add("a.b | {aws_x(a=b).c}")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = parseTables(func(string) ([]byte, error) { return []byte(text), nil })
	})
}
