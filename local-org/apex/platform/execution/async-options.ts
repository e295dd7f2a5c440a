import type { QueueableOptions } from '../../../automation/async.ts';
import { AsyncOptions } from '../asynchronous.ts';

export function queueableOptions(options: object | null): QueueableOptions {
    if (!(options instanceof AsyncOptions)) return {};
    return {
        delay: options.MinimumQueueableDelayInMinutes,
        maximumDepth: options.MaximumQueueableStackDepth,
        signature: options.DuplicateSignature?.valueKey ?? null
    };
}
