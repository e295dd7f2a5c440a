import { parentPort } from 'node:worker_threads';
import { buildIcons } from './icons.ts';
import { compileModule } from './module.ts';
import { buildPack } from './pack.ts';
import type { BuildAnswer, BuildRequest } from './protocol.ts';
import { buildVendor } from './vendor.ts';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread.');

/** Requests do not wait for each other: a module is compiled between two steps of a long build. */
port.on('message', ({ id, request }: { id: number; request: BuildRequest }) => {
    void answer(id, request).then((message) => port.postMessage(message));
});

async function answer(id: number, request: BuildRequest): Promise<BuildAnswer> {
    try {
        return { id, ok: true, value: await run(request) };
    } catch (error) {
        return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
    }
}

function run(request: BuildRequest): unknown {
    switch (request.kind) {
        case 'vendor':
            return buildVendor(request.components, request.directory);
        case 'icons':
            return buildIcons(request.icons, request.directory);
        case 'module':
            return compileModule(request.source);
        case 'pack':
            return buildPack(request.source);
    }
}
