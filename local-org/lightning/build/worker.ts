import { parentPort } from 'node:worker_threads';
import { buildIcons } from './icons.ts';
import { compileModule } from './module.ts';
import type { BuildAnswer, BuildRequest } from './protocol.ts';
import { buildVendor } from './vendor.ts';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread.');

let last: Promise<unknown> = Promise.resolve();

port.on('message', ({ id, request }: { id: number; request: BuildRequest }) => {
    last = last.then(async () => {
        let answer: BuildAnswer;
        try {
            answer = { id, ok: true, value: await run(request) };
        } catch (error) {
            answer = { id, ok: false, message: error instanceof Error ? error.message : String(error) };
        }
        port.postMessage(answer);
    });
});

function run(request: BuildRequest): unknown {
    switch (request.kind) {
        case 'vendor':
            return buildVendor(request.components, request.directory);
        case 'icons':
            return buildIcons(request.icons, request.directory);
        case 'module':
            return compileModule(request.source);
    }
}
