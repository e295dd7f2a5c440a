import { CompileError, UnsupportedError } from '../errors.ts';
import type { Component, XmlElement } from '../metadata/model.ts';

export type Problem = CompileError | UnsupportedError;

/** What is wrong in one metadata file, at the named element or else at the component itself. */
export class Reporter {
    readonly problems: Problem[] = [];

    wrong(component: Component, problem: string, element: XmlElement | string | undefined = component.xml): void {
        this.problems.push(new CompileError(position(component, element), problem));
    }

    unsupported(component: Component, feature: string, element: XmlElement | string | undefined = component.xml): void {
        this.problems.push(new UnsupportedError(feature, position(component, element)));
    }
}

function position(component: Component, element: XmlElement | string | undefined): { file: string; line: number; column: number } {
    const found = typeof element === 'string' ? component.xml.child(element) : element;
    return { file: component.file, line: (found ?? component.xml).line, column: 1 };
}
