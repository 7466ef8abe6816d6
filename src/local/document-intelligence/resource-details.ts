/** Of the paid tier. Source: learn.microsoft.com/azure/ai-services/document-intelligence/service-limits */
const [MODEL_LIMIT, NEURAL_BUILDS] = [500, 20];

/**
 * What there is: no models of one's own. v3.1 also says how many neural models may be built until the next month.
 *
 * @param nowMs Ms since 1970.
 */
export function resourceDetails(apiVersion: string, nowMs: number) {
  const customDocumentModels = { count: 0, limit: MODEL_LIMIT };
  if (apiVersion >= '2024') return { customDocumentModels };
  const now = new Date(nowMs);
  const quotaResetDateTime = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
  return {
    customDocumentModels,
    customNeuralDocumentModelBuilds: { used: 0, quota: NEURAL_BUILDS, quotaResetDateTime },
  };
}
