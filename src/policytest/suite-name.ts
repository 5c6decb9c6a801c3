/** The name of the suite that belongs to a policy's file first: `crm-agent.test.yaml` for `crm-agent.yaml`. */
export function suiteName(policy: string): string {
  return `${policy.replace(/\.(?:ya?ml|json)$/, '')}.test.yaml`;
}
