// breaks: no-barrel
export { opinionTitle } from '#contract/opinions.ts'
