package synth

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty/msgpack"
)

// The alphabets in which AWS writes its identifiers.
const (
	hexDigits = "0123456789abcdef"
	decimals  = "0123456789"
	base36    = "0123456789abcdefghijklmnopqrstuvwxyz"
	capitals  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	mixed     = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

// random gives n letters of an alphabet; salt tells the values of one object
// apart. The seed is taken when it is first needed: most updates need none.
func (f *filling) random(alphabet, salt string, n int) string {
	if f.seed == "" {
		f.sow()
	}
	return letters(alphabet, f.seed+"/"+salt, n)
}

// sow takes the seed: what identifies the object in the configuration, and the
// number of times that this has been asked for.
func (f *filling) sow() {
	from := f.Planned
	if f.data {
		from = f.Config
	}
	raw, err := msgpack.Marshal(from, f.Block.Type)
	if err != nil {
		f.fail(err)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Unit, f.Type, f.Account, f.Region, string(raw)}, "\x00")))
	f.seed = hex.EncodeToString(sum[:])
	if f.data { // a data source answers the same however often it is asked
		return
	}
	f.seed += "#" + strconv.FormatUint(f.next("seed/"+f.seed), 10)
}

// next counts in the cloud.
func (f *filling) next(name string) uint64 {
	n, err := f.maker.world.Next(f.ctx, "synth/"+name)
	f.fail(err)
	return n
}

func (f *filling) fail(err error) {
	if err != nil && f.err == nil {
		f.err = err
	}
}

// letters spreads a seed over an alphabet.
func letters(alphabet, seed string, n int) string {
	out := make([]byte, 0, n)
	for i := 0; len(out) < n; i++ {
		sum := sha256.Sum256([]byte(seed + "/" + strconv.Itoa(i)))
		for _, c := range sum {
			if len(out) < n {
				out = append(out, alphabet[int(c)%len(alphabet)])
			}
		}
	}
	return string(out)
}

// uuid gives a version 4 UUID.
func (f *filling) uuid(salt string) string {
	h := f.random(hexDigits, salt, 32)
	return h[:8] + "-" + h[8:12] + "-4" + h[13:16] + "-a" + h[17:20] + "-" + h[20:]
}

// fixedLetters gives letters that are the same for all of a service in one
// account and region, as in the domains of databases, or in the whole account.
func (f *filling) fixedLetters(alphabet string, n int, account bool) string {
	if account {
		return letters(alphabet, "account/"+f.Account+"/"+service(f.Type), n)
	}
	return letters(alphabet, "local/"+f.Account+"/"+f.Region+"/"+service(f.Type), n)
}
