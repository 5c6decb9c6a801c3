import { AegisBug } from '../base/index.ts';
import { compactSimulation } from './simulation-compact.ts';
import { jsonlSimulation, jsonSimulation } from './simulation-json.ts';
import { prettySimulation } from './simulation-pretty.ts';
import type { SimulationFormat, SimulationLook } from './simulation.ts';

/** The format of this name for decisions: `pretty`, `compact`, `json` or `jsonl`. */
export function simulationFormat(name: string, look: SimulationLook): SimulationFormat {
  switch (name) {
    case 'pretty':
      return prettySimulation(look);
    case 'compact':
      return compactSimulation();
    case 'json':
      return jsonSimulation(look.loaded);
    case 'jsonl':
      return jsonlSimulation();
    default:
      throw new AegisBug(`decisions have no format ${name}`);
  }
}
