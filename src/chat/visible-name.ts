/** The first of the names that a person can see; letters without a width make none. */
export function visibleName(...names: (string | undefined | null)[]): string {
  return names.map((name) => (name ?? '').trim()).find((name) => seen.test(name)) ?? ''
}

const seen = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u
