import { ALL_NODES } from '../../../../local-org/automation/flow/shape.ts';
import type { XmlElement } from '../../../../local-org/metadata/model.ts';

export function nodesOf(flow: XmlElement): XmlElement[] {
    return ALL_NODES.flatMap((kind) => flow.all(kind));
}
