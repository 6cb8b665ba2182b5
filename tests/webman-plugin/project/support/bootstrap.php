<?php
// In a real project this file is a copy of it.
require getenv('TEST_WEBMAN') . '/src/support/bootstrap.php';
