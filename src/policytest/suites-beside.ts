/** Names of files that are tests. */
const SUITE = /^(.+)\.test\.yaml$/;
const POLICY = /\.(?:ya?ml|json)$/;
/** Policies that a folder is named for rather than they for it: suites without a policy of their name are theirs. */
const MAIN_POLICIES = ['aegis.yaml', 'policy.yaml'];

/**
 * The suites of a policy among the names of its folder, sorted: `crm-agent.test.yaml` and `crm-agent.refunds.test.yaml`
 * for `crm-agent.yaml`; for `aegis.yaml` and `policy.yaml` also every suite that is named after no other file.
 */
export function suitesBeside(policy: string, names: readonly string[]): readonly string[] {
  const stem = policy.replace(POLICY, '');
  const others = new Set(
    names.filter((name) => POLICY.test(name) && !SUITE.test(name)).map((name) => name.replace(POLICY, '')),
  );
  others.add(stem);
  return names
    .filter((name) => {
      const owner = ownerOf(SUITE.exec(name)?.[1], others);
      if (owner === undefined) return SUITE.test(name) && MAIN_POLICIES.includes(policy);
      return owner === stem;
    })
    .toSorted();
}

/** The longest stem of a file that a suite's name begins with. */
function ownerOf(name: string | undefined, stems: ReadonlySet<string>): string | undefined {
  if (name === undefined) return undefined;
  if (stems.has(name)) return name;
  const dot = name.lastIndexOf('.');
  return dot === -1 ? undefined : ownerOf(name.slice(0, dot), stems);
}
