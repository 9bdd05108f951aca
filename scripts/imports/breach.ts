/** One breach of a rule of the house: which rule, in which file (from the root), and what is wrong in one line. */
export type Breach = { rule: string; file: string; detail: string }
