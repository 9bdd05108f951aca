// breaks: name-says-what
export { opinionTitle } from '#contract/opinions.ts'
