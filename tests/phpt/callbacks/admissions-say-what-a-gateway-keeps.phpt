--TEST--
Admission, Denied, Opening: what they hold, and what becomes JSON
--FILE--
<?php
require __DIR__ . '/../../support/library.php';

use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Denied;
use NetsvrBusiness\Support\Opening;

function show(string $what, Admission $admission): void
{
    echo "$what: ", json_encode(get_object_vars($admission), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
}

show('a guest', $guest = Admission::guest());
show('a customer by number', Admission::as(7));
show('all', Admission::as('7')->session(['a' => '你']) ->topics('x', 'y')->topics('y', 'z')->send(['hello' => 1.5]));
show('texts stay as they are', $guest->session('{')->send("plain"));
show('the guest as before', $guest);
try {
    Admission::guest()->send(["\xff"]);
} catch (JsonException $exception) {
    echo 'no JSON: ', $exception->getMessage(), "\n";
}
foreach (['', 'why', ['why' => 'so']] as $data) {
    $denied = new Denied($data);
    echo 'denied: ', json_encode([$denied->data, $denied->getMessage()]), "\n";
}

foreach (['203.0.113.7', '2001:db8::7', '', 'token', '203.0.113.7, 10.0.0.1'] as $realIp) {
    echo "token in '$realIp': '", (new Opening('u', realIp: $realIp))->token(), "'\n";
}
$left = (new Opening('u', deadline: microtime(true) + 5))->secondsLeft();
echo $left > 4 && $left <= 5 ? 'seconds are left' : "left: $left", "\n";
var_dump((new Opening('u', deadline: microtime(true) - 1))->secondsLeft(), (new Opening('u'))->secondsLeft());
?>
--EXPECT--
a guest: {"customerId":"","session":"","topics":[],"data":""}
a customer by number: {"customerId":"7","session":"","topics":[],"data":""}
all: {"customerId":"7","session":"{\"a\":\"你\"}","topics":["x","y","z"],"data":"{\"hello\":1.5}"}
texts stay as they are: {"customerId":"","session":"{","topics":[],"data":"plain"}
the guest as before: {"customerId":"","session":"","topics":[],"data":""}
no JSON: Malformed UTF-8 characters, possibly incorrectly encoded
denied: ["",""]
denied: ["why","why"]
denied: ["{\"why\":\"so\"}","{\"why\":\"so\"}"]
token in '203.0.113.7': ''
token in '2001:db8::7': ''
token in '': ''
token in 'token': 'token'
token in '203.0.113.7, 10.0.0.1': '203.0.113.7, 10.0.0.1'
seconds are left
float(0)
float(INF)
