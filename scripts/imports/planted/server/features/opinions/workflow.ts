export const opinionStates = ['submitted', 'adopted'] as const
