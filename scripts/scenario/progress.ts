import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
    show(done: number, total: number, title: string): void;
    stop(): void;
}

/** A bar where somebody watches, single lines where the output goes into a file. */
export function openProgress(): Progress {
    if (!process.stdout.isTTY) return { show: showLine, stop: () => undefined };
    const bar = new SingleBar({ format: '{bar} {percentage}% | {title}', hideCursor: true, clearOnComplete: true }, Presets.shades_classic);
    let started = false;
    return {
        show: (done, total, title) => {
            if (!started) bar.start(total, done, { title });
            else bar.update(done, { title });
            started = true;
        },
        stop: () => {
            if (started) bar.stop();
        }
    };
}

function showLine(done: number, total: number, title: string): void {
    process.stdout.write(`  ${String(done).padStart(String(total).length)}/${total} ${title}\n`);
}
