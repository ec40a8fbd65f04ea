package rehearsal

import (
	"context"
	"slices"
	"sync"
)

// task is one piece of work of the schedule: a unit in one direction.
type task struct {
	name  string
	needs []string // names of tasks that must have succeeded
	run   func(context.Context) bool
	// blocked is called instead of run when a task it needs did not succeed.
	blocked func(by string)
}

// schedule runs the tasks, at most parallel at once, each after those that it
// needs; among those ready the one with the longest chain of dependents goes
// first. With failFast the first failure keeps the rest from starting. It comes
// back when nothing runs any more; tasks that never started get blocked("").
func schedule(ctx context.Context, tasks []*task, parallel int, failFast bool) {
	byName := map[string]*task{}
	for _, t := range tasks {
		byName[t.name] = t
	}
	weight := chains(tasks, byName)
	order := slices.Clone(tasks)
	slices.SortStableFunc(order, func(a, b *task) int { return weight[b.name] - weight[a.name] })

	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	stopWatch := context.AfterFunc(ctx, func() { mu.Lock(); cond.Broadcast(); mu.Unlock() })
	defer stopWatch()
	done := map[string]bool{} // name -> succeeded
	started := map[string]bool{}
	running, halted := 0, false
	settle := func(name string, ok bool) {
		done[name] = ok
		if !ok && failFast {
			halted = true
		}
	}
	for {
		mu.Lock()
		var next *task
		for {
			halted = halted || ctx.Err() != nil
			for again := true; again; { // a blocked task blocks others in turn
				again = false
				for _, t := range order {
					if started[t.name] {
						continue
					}
					if by, no := failedNeed(t, done, byName); no {
						started[t.name], again = true, true
						settle(t.name, false)
						t.blocked(by)
					}
				}
			}
			if !halted && running < parallel {
				for _, t := range order {
					if !started[t.name] && ready(t, done, byName) {
						next = t
						break
					}
				}
			}
			if next != nil || running == 0 {
				break
			}
			cond.Wait()
		}
		if next == nil {
			mu.Unlock()
			break
		}
		started[next.name] = true
		running++
		mu.Unlock()
		go func(t *task) {
			ok := t.run(ctx)
			mu.Lock()
			settle(t.name, ok)
			running--
			cond.Broadcast()
			mu.Unlock()
		}(next)
	}
	for _, t := range order {
		if !started[t.name] {
			t.blocked("")
		}
	}
}

// ready tells whether all that t needs has succeeded; a need that is no task of
// this schedule counts as done.
func ready(t *task, done map[string]bool, byName map[string]*task) bool {
	for _, n := range t.needs {
		if byName[n] != nil && !done[n] {
			return false
		}
	}
	return true
}

func failedNeed(t *task, done map[string]bool, byName map[string]*task) (string, bool) {
	for _, n := range t.needs {
		if ok, ended := done[n]; byName[n] != nil && ended && !ok {
			return n, true
		}
	}
	return "", false
}

// chains gives, for each task, the length of the longest chain of tasks that
// wait for it.
func chains(tasks []*task, byName map[string]*task) map[string]int {
	dependents := map[string][]string{}
	for _, t := range tasks {
		for _, n := range t.needs {
			dependents[n] = append(dependents[n], t.name)
		}
	}
	memo := map[string]int{}
	var depth func(string, map[string]bool) int
	depth = func(n string, seen map[string]bool) int {
		if d, ok := memo[n]; ok || seen[n] {
			return d
		}
		seen[n] = true
		d := 0
		for _, c := range dependents[n] {
			d = max(d, 1+depth(c, seen))
		}
		delete(seen, n)
		memo[n] = d
		return d
	}
	for _, t := range tasks {
		depth(t.name, map[string]bool{})
	}
	return memo
}
