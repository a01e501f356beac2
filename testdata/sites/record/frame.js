fetch('api/frame' + location.search).then(r => r.text());
