package affected

import (
	"fmt"
	"slices"
	"strings"
)

// MaxJobs is how many jobs a matrix of GitHub Actions may have: "A matrix will
// generate a maximum of 256 jobs per workflow run"
// (docs.github.com/actions/using-jobs/using-a-matrix-for-your-jobs).
const MaxJobs = 256

// Matrices are the jobs that apply, and destroy, what is touched.
type Matrices struct {
	HasChanges bool     `json:"has_changes"` // there is a job in waves or destroy, or a state to move
	Count      int      `json:"count"`       // units to apply
	Waves      []Matrix `json:"waves"`       // to run one after the other
	Destroy    []Matrix `json:"destroy"`     // likewise; before the waves
	Moves      int      `json:"moves"`       // states to be moved by hand, before anything
}

// Matrix is what `strategy.matrix` takes: at most [MaxJobs] jobs.
type Matrix struct {
	Include []Job `json:"include"`
}

// Job is a set of units of one environment, region and role, which share their
// credentials.
type Job struct {
	Name        string `json:"name"` // the same for the same units, whatever else changed
	Wave        int    `json:"wave"`
	Environment string `json:"env"`
	Region      string `json:"region"`
	Role        string `json:"role"`
	Units       string `json:"units"` // paths, quoted for a shell where they need it, parted by spaces
	Count       int    `json:"count"`
}

// Matrices spreads each wave over at most shards jobs: one for each unit as
// long as they suffice, else units of an environment, region and role share
// them. A wave with more groups than that fills several matrices, which then
// run one after the other.
func (a *Answer) Matrices(shards int) *Matrices {
	m := &Matrices{HasChanges: a.HasChanges, Count: len(a.Units), Waves: []Matrix{}, Destroy: []Matrix{}, Moves: len(a.Moved)}
	up, down := map[string]Job{}, map[string]Job{}
	for _, u := range a.Units {
		up[u.Path] = Job{Environment: u.Environment, Region: u.Region, Role: u.Role}
	}
	for _, g := range a.Deleted {
		down[g.Path] = Job{Environment: g.Environment, Region: g.Region, Role: g.Role}
	}
	for i, w := range a.Waves {
		m.Waves = append(m.Waves, spread(w, up, i+1, shards)...)
	}
	for i, w := range a.DestroyWaves {
		m.Destroy = append(m.Destroy, spread(w, down, i+1, shards)...)
	}
	return m
}

// spread makes the jobs of one wave.
func spread(wave []string, of map[string]Job, n, shards int) (out []Matrix) {
	groups := map[Job][]string{}
	var order []Job
	for _, p := range wave {
		g := of[p]
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], p)
	}
	slices.SortFunc(order, func(a, b Job) int { return strings.Compare(a.key(), b.key()) })
	var jobs []Job
	for _, size := range sizes(groups, order, shards) {
		units := groups[size.group]
		parts := (len(units) + size.each - 1) / size.each
		for i := range parts {
			part := units[i*len(units)/parts : (i+1)*len(units)/parts]
			j := size.group
			j.Wave, j.Units, j.Count, j.Name = n, words(part), len(part), part[0]
			if len(part) > 1 {
				j.Name = fmt.Sprintf("%s wave %d", strings.Trim(j.Environment+"/"+j.Region, "/"), n)
				if parts > 1 {
					j.Name = fmt.Sprintf("%s, %d of %d", j.Name, i+1, parts)
				}
				j.Name = strings.TrimSpace(j.Name)
			}
			jobs = append(jobs, j)
		}
	}
	for part := range slices.Chunk(jobs, shards) {
		out = append(out, Matrix{slices.Clone(part)})
	}
	return out
}

func (j Job) key() string { return j.Environment + "\x00" + j.Region + "\x00" + j.Role }

type size struct {
	group Job
	each  int // units of a job
}

// sizes finds the smallest number of units a job with which all fit.
func sizes(groups map[Job][]string, order []Job, shards int) (out []size) {
	each := 1
	for ; ; each++ {
		jobs, largest := 0, 0
		for _, g := range order {
			jobs += (len(groups[g]) + each - 1) / each
			largest = max(largest, len(groups[g]))
		}
		if jobs <= shards || each >= largest {
			break
		}
	}
	for _, g := range order {
		out = append(out, size{g, each})
	}
	return out
}

// words writes paths so that a shell takes each as one word, whatever is in it.
func words(paths []string) string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = quoted(p)
	}
	return strings.Join(out, " ")
}
