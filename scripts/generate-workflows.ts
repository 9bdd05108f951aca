/** The diagram pages of docs/workflows: [path, text]. */
export function workflowPages(): [string, string][] {
  return []
}
