import type { Attention, AttentionRow } from 'c/attentionModel';

export const NOW = '2026-11-22T12:00:00.000Z';

export function row(values: Partial<AttentionRow>): AttentionRow {
    return {
        accountId: `001-${values.accountName ?? 'x'}`,
        accountName: 'Larch Legal',
        ownerName: 'Casey Success',
        urgency: 3,
        currencyCode: 'USD',
        mrr: 49,
        openBalance: 0,
        disputes: [],
        subscriptions: [],
        ...values
    };
}

export function attention(values: Partial<Attention>): Attention {
    return { hasAccess: true, readAt: NOW, isMine: true, isShadowMode: false, kinds: [], rows: [], hasMore: false, missing: [], ...values };
}
