/** Returns the models that are known of a provider: the caller's own, then those of its table that they do not replace. */
export function withOwn(provider, own, table) {
  const ours = own.filter((model) => model?.provider === provider);
  return [...ours, ...table.filter(({ id }) => !ours.some((model) => model.id === id))];
}
