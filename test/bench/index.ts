console.log('no benchmark yet', process.argv.slice(2), process.versions.node);
