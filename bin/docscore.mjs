#!/usr/bin/env node
// Plain JavaScript that old Nodes can read too, so that they hear what to do and see no syntax error.
var needed = 24;
var major = Number(process.versions.node.split('.')[0]);

if (major < needed) {
  var command = process.argv[2] === 'start' ? 'npm start' : 'npx docscore ' + process.argv.slice(2).join(' ');
  console.error('docscore needs Node ' + needed + ' or newer, and this is Node ' + process.versions.node + '.');
  console.error('`npm ci` brings Node ' + needed + ' along; npm and npx then use it:');
  console.error('  npm ci');
  console.error('  ' + command.trim());
  process.exitCode = 2;
} else {
  import('node:module')
    .then(function (nodeModule) {
      // Parsed and stripped once, not at every call.
      nodeModule.enableCompileCache();
      return import('../src/cli/main.ts');
    })
    .then(function (cli) {
      return cli.main(process.argv);
    })
    .catch(function (error) {
      console.error(error);
      process.exitCode = 1;
    });
}
