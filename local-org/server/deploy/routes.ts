import { UnsupportedError } from '../../errors.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import type { Call, Route } from '../rest/call.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import { shaped } from '../rest/shape.ts';
import type { DeployOptions } from './deployments.ts';
import { readParts } from './multipart.ts';
import { deployResult } from './result.ts';

/** Deployments over REST (Metadata API Developer Guide, "Deploy with REST"). */
export const metadataRoutes: readonly Route[] = [
    ['GET', /^\/metadata$/, ({ base }) => jsonAnswer(200, { deployRequest: `${base}/metadata/deployRequest` })],
    ['POST', /^\/metadata\/deployRequest$/, start],
    ['GET', /^\/metadata\/deployRequest\/(\w{15,18})$/, status],
    ['PATCH', /^\/metadata\/deployRequest\/(\w{15,18})$/, cancel]
];

function start(call: Call): HttpAnswer {
    const contentType = call.headers['content-type'] ?? '';
    if (!contentType.startsWith('multipart/')) throw new UnsupportedError('deploying a recent validation');
    const parts = readParts(call.bytes(), contentType);
    const entity = parts.find(({ type }) => type.startsWith('application/json'));
    const archive = parts.find(({ type }) => type.startsWith('application/zip') || type === 'application/octet-stream');
    if (!entity || !archive) throw new BadValue('INVALID_MULTIPART_REQUEST', 'The request needs a JSON part and a zip part.');
    const { deployOptions } = jsonOf(entity.body);
    const deployment = call.services.deployments.start(call.user, archive.body, deployOptions ?? {});
    return jsonAnswer(201, {
        id: deployment.id,
        deployOptions: deployOptions ?? {},
        deployResult: deployResult(call.org, deployment, false),
        url: `${call.base}/metadata/deployRequest/${deployment.id}`
    });
}

function status(call: Call): HttpAnswer {
    const deployment = call.services.deployments.find(call.parameters[0]!);
    return jsonAnswer(200, {
        id: deployment.id,
        deployOptions: deployment.options,
        deployResult: deployResult(call.org, deployment, call.query.get('includeDetails') === 'true')
    });
}

function cancel(call: Call): HttpAnswer {
    call.services.deployments.find(call.parameters[0]!);
    throw new UnsupportedError('cancelling a deployment');
}

function jsonOf(body: Uint8Array): { deployOptions?: DeployOptions } {
    try {
        const value = JSON.parse(new TextDecoder().decode(body)) as unknown;
        return shaped(value, { deployOptions: { checkOnly: 'flag', testLevel: 'text', runTests: ['text'] } });
    } catch (error) {
        if (error instanceof BadValue) throw error;
        throw new BadValue('JSON_PARSER_ERROR', `The body is not JSON: ${(error as Error).message}`);
    }
}
