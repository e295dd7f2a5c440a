/** A value of a form-encoded request before its meaning is known: text, or named parts (`items[0][price]`). */
export type FormValue = string | FormObject;
export interface FormObject {
    [key: string]: FormValue;
}

/** Reads `a[b][0]=c` pairs into nested objects; `a[]=x` takes the next free number. */
export function parseForm(text: string): FormObject {
    const root = Object.create(null) as FormObject;
    for (const [name, value] of new URLSearchParams(text)) {
        assign(root, pathOf(name), value);
    }
    return root;
}

/** The name of a parameter as Stripe writes it in errors: `items[0][price]`. */
export function parameterName(path: readonly string[]): string {
    return path.map((part, index) => (index === 0 ? part : `[${part}]`)).join('');
}

function pathOf(name: string): string[] {
    const open = name.indexOf('[');
    if (open <= 0 || !name.endsWith(']')) return [name];
    return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')];
}

function assign(root: FormObject, path: readonly string[], value: string): void {
    let target = root;
    path.forEach((part, index) => {
        const key = part === '' ? String(Object.keys(target).length) : part;
        if (index === path.length - 1) {
            target[key] = value;
            return;
        }
        const next = target[key];
        target = typeof next === 'object' ? next : (target[key] = Object.create(null) as FormObject);
    });
}
