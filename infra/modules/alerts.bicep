// What somebody is told of: queries over what the code logs (`event` of each line) and what the services count.

@description('Ending of the names.')
param name string

@description('Region of the rules: the workspace\'s.')
param location string

@description('Tags.')
param tags object

@description('Who is told, by mail.')
param email string

@description('Workspace whose logs are asked.')
param workspaceId string

var event = 'AppTraces | extend event = tostring(parse_json(Message).event)'
var rules = [
  { name: 'document-dead', severity: 2, query: '${event} | where event in ("document.dead", "request.crashed")' }
  { name: 'dead-letter', severity: 2, query: '${event} | where event in ("dead-letter.taken", "dead-letter.rejected", "event.rejected", "message.rejected")' }
  { name: 'event-grid-dead-letter', severity: 2, query: 'AzureMetrics | where MetricName == "DeadLetteredCount" and Total > 0' }
  { name: 'poison-queue', severity: 2, query: 'AppTraces | where Message startswith "Message has reached MaxDequeueCount"' }
  { name: 'outbox-unpublishable', severity: 1, query: '${event} | where event == "event.unpublishable"' }
  { name: 'outbox-late', severity: 2, query: '${event} | where event == "event.published" and OperationName == "sweep"' }
  { name: 'sweep-failed', severity: 1, query: 'AppRequests | where OperationName in ("sweep", "watch-rollouts") and Success == false' }
  { name: 'candidate-withdrawn', severity: 2, query: '${event} | where event == "canary.withdrawn"' }
  { name: 'model-unusable', severity: 1, query: '${event} | where event in ("model.not-loaded", "model.failed", "rollouts.stale")' }
  { name: 'unforeseen', severity: 1, query: '${event} | where SeverityLevel >= 3 and event in ("stage.failed", "request.failed", "shadow.failed")' }
  { name: 'server-errors', severity: 1, query: 'AppRequests | where toint(ResultCode) between (500 .. 599)' }
  { name: 'slow-answers', severity: 3, query: 'AppRequests | where Url has "/predict" | summarize p95 = percentile(DurationMs, 95) by bin(TimeGenerated, 5m) | where p95 > 2000' }
  { name: 'dependency-away', severity: 2, query: '${event} | where event in ("stage.waiting", "message.not-sent", "request.not-settled") | summarize lines = count() | where lines > 50' }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'docscore'
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: 'alert-${rule.name}-${name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'docscore: ${rule.name}'
    severity: rule.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]
