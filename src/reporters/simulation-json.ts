import type { Json } from '../base/index.ts';
import type { ActionInput } from '../decision/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import type { Simulation, SimulationFormat, SimulationTotals } from './simulation.ts';

/** One JSON document, written piece by piece; its form is specs/cli/simulate.schema.json. */
export function jsonSimulation(loaded: LoadedPolicy): SimulationFormat {
  let isFirst = true;
  const policy = JSON.stringify({ file: loaded.source.file, hash: loaded.hash });
  return {
    head: `{\n  "schemaVersion": 1,\n  "policy": ${policy},\n  "decisions": [`,
    item: (simulation) => {
      const text = `${isFirst ? '' : ','}\n    ${JSON.stringify(simulationJson(simulation))}`;
      isFirst = false;
      return text;
    },
    tail: (totals) => `${isFirst ? '' : '\n  '}],\n  "totals": ${JSON.stringify(totalsJson(totals))}\n}\n`,
  };
}

/** One JSON object a line, without totals. */
export function jsonlSimulation(): SimulationFormat {
  return {
    head: '',
    item: (simulation) =>
      `${JSON.stringify({ schemaVersion: 1, ...(simulationJson(simulation) as object) })}\n`,
    tail: () => '',
  };
}

function simulationJson({ action, decision, at, explanation, expected, isUnexpected }: Simulation): Json {
  return {
    action: actionJson(action),
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    decision: decision as unknown as Json,
    ...(explanation === undefined
      ? {}
      : { explanation: { rules: explanation.rules, notes: explanation.notes } as unknown as Json }),
    ...(expected === undefined ? {} : { expected, isExpected: !isUnexpected }),
  };
}

/** The action as it came in, but for its instant, which stands beside it. */
function actionJson({ at: _, ...action }: ActionInput): Json {
  return action as unknown as Json;
}

function totalsJson(totals: SimulationTotals): Json {
  const { auto, approve, block, unexpected } = totals;
  return { actions: auto + approve + block, auto, approve, block, unexpected };
}
