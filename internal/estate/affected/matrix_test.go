package affected

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Whatever the waves, each unit is in one job of its wave and of its own
// environment, and no matrix has more jobs than it may.
func TestMatrices(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 4))
		a := &Answer{}
		for i := range 1 + r.IntN(5) {
			var wave []string
			for j := range 1 + r.IntN(900) {
				u := &Unit{Environment: fmt.Sprint("env", r.IntN(1+int(seed)*7)), Region: fmt.Sprint("r", r.IntN(3))}
				u.Path = fmt.Sprintf("%s/%s/u%d-%d", u.Environment, u.Region, i, j)
				a.Units, wave = append(a.Units, u), append(wave, u.Path)
			}
			slices.Sort(wave)
			a.Waves = append(a.Waves, wave)
		}
		shards := 1 + r.IntN(MaxJobs)
		m := a.Matrices(shards)
		seen, last, names := map[string]bool{}, 0, map[string]bool{}
		for _, x := range m.Waves {
			if n := len(x.Include); n < 1 || n > shards {
				t.Fatalf("seed %d: a matrix of %d jobs, at most %d are wanted", seed, n, shards)
			}
			for _, j := range x.Include {
				if j.Wave < last || names[j.Name] {
					t.Fatalf("seed %d: job %q of wave %d after wave %d, or named twice", seed, j.Name, j.Wave, last)
				}
				last, names[j.Name] = j.Wave, true
				units := strings.Fields(j.Units)
				if len(units) != j.Count {
					t.Fatalf("seed %d: %q has not %d units", seed, j.Units, j.Count)
				}
				for _, u := range units {
					if seen[u] || !strings.HasPrefix(u, j.Environment+"/"+j.Region+"/") || !slices.Contains(a.Waves[j.Wave-1], u) {
						t.Fatalf("seed %d: %s does not belong into %+v", seed, u, j)
					}
					seen[u] = true
				}
			}
		}
		if len(seen) != len(a.Units) {
			t.Fatalf("seed %d: %d of %d units", seed, len(seen), len(a.Units))
		}
	}
}
