// breaks: product-imports-no-tests
export { aProposal } from './proposals.fixtures.ts'
