// dev: open to whoever has a role, paid by use, kept for 30 days.
using '../main.bicep'

param environment = 'dev'
param location = 'westeurope'

param maximumInstances = 10
param alwaysReady = 0
param siteUpdate = 'Recreate'
param zoneRedundant = false
param privateNetworking = false
param cosmosThroughput = 'serverless'
param cosmosMaxThroughput = 1000
param cosmosBackup = 'periodic'
param hubMaxThroughputUnits = 2
param hubPartitions = 4
param hubRetentionHours = 24
param softDeleteDays = 7
param logRetentionDays = 30
param logDailyQuotaGb = 1
param monthlyBudget = 100
param budgetStart = '2026-12-01'

// Of the organisation: from the variable group `shared-variables`. With these defaults a plan can be made, and nobody has a role.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', 'operators@example.com')
param operatorsGroupId = readEnvironmentVariable('OPERATORS_GROUP_ID', '')
param readersGroupId = readEnvironmentVariable('READERS_GROUP_ID', '')
param authAudience = readEnvironmentVariable('AUTH_AUDIENCE', '')
