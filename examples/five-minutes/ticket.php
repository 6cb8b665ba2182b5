<?php
require __DIR__ . '/setup.php';
// Your application knows from its session who asks. Here it is always Ann.
echo ticket('ann', time() + 60);
