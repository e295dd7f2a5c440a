import { KINDS, STATES, type EventView, type Monitor } from 'c/eventModel';
import { kindName, labels, stateName } from 'c/eventWords';
import { choiceOf, type Filter } from 'c/pageFilters';
import type { PageButton } from 'c/pageFrame';

export function filtersOf({ sources }: Monitor, view: EventView): Filter[] {
    const states = STATES.map((state) => ({ value: state, label: stateName(state) }));
    const kinds = KINDS.map((kind) => ({ value: kind, label: kindName(kind) }));
    const names = (sources ?? []).map(({ name, label }) => ({ value: name, label }));
    return [
        choiceOf('state', labels.filterState, labels.allStates, states, view.state),
        choiceOf('kind', labels.filterKind, labels.allKinds, kinds, view.kind),
        ...(sources ? [choiceOf('source', labels.filterSource, labels.allSources, names, view.source)] : []),
        { name: 'text', label: labels.filterText, placeholder: labels.textExample, value: view.text }
    ];
}

export function buttonsOf(isLive: boolean): PageButton[] {
    return [
        isLive
            ? { name: 'live', icon: 'utility:pause', label: labels.pause }
            : { name: 'live', icon: 'utility:play', label: labels.resume },
        { name: 'refresh', icon: 'utility:refresh', label: labels.refresh }
    ];
}
